/** Classes that break the rules of the architecture on purpose, so that the rules themselves are tested. */
package canary;
