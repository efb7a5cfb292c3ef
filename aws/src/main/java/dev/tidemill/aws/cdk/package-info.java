/**
 * A deployment as constructs of AWS CDK. What is made is decided in {@code dev.tidemill.aws.plan};
 * here it only becomes resources. Maps whose order shows in a template are linked or sorted: with
 * {@code Map.of} the same pipeline would give another template in each run.
 */
package dev.tidemill.aws.cdk;
