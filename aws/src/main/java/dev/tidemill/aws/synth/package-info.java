/** What a synthesis needs of this machine; it knows no class of CDK. */
package dev.tidemill.aws.synth;
