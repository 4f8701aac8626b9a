/** Classes that break the rules of the architecture on purpose, each one rule, so that the rules themselves are tested. */
package canary;
