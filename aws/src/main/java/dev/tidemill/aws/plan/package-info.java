/**
 * What a stage of a pipeline is on AWS, decided as plain data: names, rights, arguments, networks,
 * topics. It knows neither CDK nor Node; {@code dev.tidemill.aws.cdk} turns it into resources.
 */
package dev.tidemill.aws.plan;
