package dev.modelroute.core.upkeep;

/** What a sweep did; {@code failed} are looked at again next time. */
public record SweptRows(int done, int failed) {}
