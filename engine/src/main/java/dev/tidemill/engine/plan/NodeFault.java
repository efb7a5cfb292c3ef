package dev.tidemill.engine.plan;

/** Ends the planning of a node; its findings are noted already, or this is one of a field. */
final class NodeFault extends RuntimeException {

  private final transient Fault fault;
  private final String field;

  private NodeFault(String field, Fault fault) {
    super(fault == null ? "noted" : fault.message(), null, false, false);
    this.field = field;
    this.fault = fault;
  }

  static NodeFault noted() {
    return new NodeFault("", null);
  }

  static NodeFault of(String field, Fault fault) {
    return new NodeFault(field, fault);
  }

  /** Takes it down, unless that was done. */
  void note(NodeFindings findings) {
    if (fault != null) {
      findings.error(field, fault);
    }
  }
}
