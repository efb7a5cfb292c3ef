package dev.tidemill.engine.decode;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The decoder as an expression: {@code struct<row, bad>}. To Spark's optimizer it is one closed
 * function of the bytes, so what a plan reads of the row never changes the verdict.
 */
public final class DecodeMessage extends Expression implements Serializable {

  private final Expression child;
  private final JsonDecoder decoder;
  private final StructType type;

  DecodeMessage(Expression child, JsonDecoder decoder, StructType type) {
    this.child = child;
    this.decoder = decoder;
    this.type = type;
  }

  @Override
  public Seq<Expression> children() {
    return seq(List.of(child));
  }

  @Override
  public DataType dataType() {
    return type;
  }

  /** A null message is an empty one, and that is a verdict too. */
  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Object eval(InternalRow input) {
    return decode((byte[]) child.eval(input));
  }

  /** Called by generated code. */
  public InternalRow decode(byte[] message) {
    Decoded decoded = decoder.decode(message);
    if (decoded instanceof Decoded.Good good) {
      return new GenericInternalRow(new Object[] {good.row(), null});
    }
    Decoded.Bad bad = (Decoded.Bad) decoded;
    Object[] fault = {
      UTF8String.fromString(bad.reason()),
      UTF8String.fromString(bad.column()),
      UTF8String.fromString(bad.detail())
    };
    return new GenericInternalRow(new Object[] {null, new GenericInternalRow(fault)});
  }

  @Override
  public ExprCode doGenCode(CodegenContext ctx, ExprCode ev) {
    String self = ctx.addReferenceObj("decode", this, DecodeMessage.class.getName());
    ExprCode message = child.genCode(ctx);
    Block call =
        new CodeBlock(
            seq(List.of("\nInternalRow ", " = " + self + ".decode(", " ? null : ", ");\n")),
            seq(List.of(ev.value(), message.isNull(), message.value())));
    return ev.copy(message.code().$plus(call), FalseLiteral$.MODULE$, ev.value());
  }

  private static <T> Seq<T> seq(List<? extends T> elements) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(elements)).toSeq();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
    return new DecodeMessage(newChildren.head(), decoder, type);
  }

  @Override
  public String prettyName() {
    return "decode_message";
  }

  @Override
  public String toString() {
    return "decode_message(" + child + ")";
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int n) {
    return n == 0 ? child : n == 1 ? decoder : type;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof DecodeMessage;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecodeMessage that
        && child.equals(that.child)
        && decoder == that.decoder
        && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(child, type);
  }
}
