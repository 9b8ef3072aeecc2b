package dev.modelroute.core.audit;

/**
 * What something was done to.
 *
 * @param type {@code file}, {@code endpoint}, …
 * @param id its public id
 */
public record AuditedResource(String type, String id) {}
