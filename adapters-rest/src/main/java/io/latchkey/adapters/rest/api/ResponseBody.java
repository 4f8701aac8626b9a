package io.latchkey.adapters.rest.api;

/** Marks what is written as JSON: times as ISO-8601 in UTC, absent values as null. */
public interface ResponseBody {}
