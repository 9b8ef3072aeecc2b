package dev.modelroute.core.json;

/** A JSON string. */
public record JsonString(String value) implements Json {}
