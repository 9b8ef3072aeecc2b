package dev.modelroute.core.money;

/**
 * A ledger entry as read back: with the balance after it, folded from the entries before it in key
 * order.
 */
public record LedgerLine(LedgerEntry entry, Balance after) {}
