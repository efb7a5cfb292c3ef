# What CloudFormation cannot: ask MSK for its brokers, write the object that runs look at, empty a bucket.
import time

import boto3
import cfnresponse
from botocore.exceptions import ClientError


def brokers(properties, create):
    kafka = boto3.client("kafka")
    for attempt in range(6):
        try:
            answer = kafka.get_bootstrap_brokers(ClusterArn=properties["Cluster"]) if create else {}
            return {"Brokers": answer.get(properties["Member"], "")}
        except ClientError as refused:  # rights take a while to be in force
            if attempt == 5 or "AccessDenied" not in str(refused):
                raise
            time.sleep(10)


def watched(properties, create):
    if create:
        boto3.client("s3").put_object(
            Bucket=properties["Bucket"], Key=properties["Key"], Body=properties["Text"].encode())
    return {}


def emptied(properties, create):
    if not create:
        boto3.resource("s3").Bucket(properties["Bucket"]).objects.all().delete()
    return {}


def handler(event, context):
    properties = event["ResourceProperties"]
    kind = {"brokers": brokers, "watched": watched, "emptied": emptied}[properties["Kind"]]
    try:
        data = kind(properties, event["RequestType"] != "Delete")
        cfnresponse.send(event, context, cfnresponse.SUCCESS, data, properties["Kind"])
    except Exception as failure:
        cfnresponse.send(
            event, context, cfnresponse.FAILED, {}, properties["Kind"], reason=str(failure)[:900])
