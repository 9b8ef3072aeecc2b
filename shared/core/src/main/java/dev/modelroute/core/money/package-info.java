/** Amounts, balances, holds and the ledger port. All arithmetic is exact, in nano-USD. */
@NullMarked
package dev.modelroute.core.money;

import org.jspecify.annotations.NullMarked;
