package io.latchkey.adapters.rest.api;

/** Marks a type that is written as JSON. Times are written as ISO-8601 in UTC, absent values as null. */
public interface ResponseBody {}
