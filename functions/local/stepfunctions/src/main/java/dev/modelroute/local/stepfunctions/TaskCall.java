package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a Task state asks for.
 *
 * @param resource as the definition names it
 * @param parameters the payload; must not be changed
 */
public record TaskCall(String resource, JsonNode parameters) {}
