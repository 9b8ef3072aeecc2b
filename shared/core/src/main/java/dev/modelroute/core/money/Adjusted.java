package dev.modelroute.core.money;

/** What became of an operator's adjustment. */
public sealed interface Adjusted {
  /** Made now. */
  record Done() implements Adjusted {}

  /**
   * Its id was used before; nothing moved now.
   *
   * @param amount that was moved then
   */
  record Repeated(Money amount) implements Adjusted {}

  /** It would take more than there is; nothing moved. */
  record TooLittle() implements Adjusted {}
}
