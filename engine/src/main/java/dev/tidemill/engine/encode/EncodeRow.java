package dev.tidemill.engine.encode;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The encoder as an expression: the bytes of a struct. */
public final class EncodeRow extends Expression implements Serializable {

  private final Expression child;
  private final JsonEncoder encoder;

  EncodeRow(Expression child, JsonEncoder encoder) {
    this.child = child;
    this.encoder = encoder;
  }

  @Override
  public Seq<Expression> children() {
    return seq(List.of(child));
  }

  @Override
  public DataType dataType() {
    return DataTypes.BinaryType;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public Object eval(InternalRow input) {
    return encode((InternalRow) child.eval(input));
  }

  /** Called by generated code. */
  public byte[] encode(InternalRow row) {
    return encoder.encode(row);
  }

  @Override
  public ExprCode doGenCode(CodegenContext ctx, ExprCode ev) {
    String self = ctx.addReferenceObj("encode", this, EncodeRow.class.getName());
    ExprCode row = child.genCode(ctx);
    Block call =
        new CodeBlock(
            seq(List.of("\nbyte[] ", " = " + self + ".encode(", ");\n")),
            seq(List.of(ev.value(), row.value())));
    return ev.copy(row.code().$plus(call), FalseLiteral$.MODULE$, ev.value());
  }

  private static <T> Seq<T> seq(List<? extends T> elements) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(elements)).toSeq();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
    return new EncodeRow(newChildren.head(), encoder);
  }

  @Override
  public String prettyName() {
    return "encode_row";
  }

  @Override
  public String toString() {
    return "encode_row(" + child + ")";
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int n) {
    return n == 0 ? child : encoder;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof EncodeRow;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodeRow that && child.equals(that.child) && encoder == that.encoder;
  }

  @Override
  public int hashCode() {
    return Objects.hash(child);
  }
}
