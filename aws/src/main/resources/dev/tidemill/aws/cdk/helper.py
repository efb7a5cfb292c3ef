# What CloudFormation cannot: ask MSK for its brokers, write the object that runs look at, stop runs,
# empty a bucket.
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


def alive(glue, job):
    try:
        runs = glue.get_job_runs(JobName=job)["JobRuns"]
    except glue.exceptions.EntityNotFoundException:
        return {}
    states = {run["Id"]: run["JobRunState"] for run in runs}
    return {id: s for id, s in states.items() if s in ("WAITING", "STARTING", "RUNNING", "STOPPING")}


def stopped(properties, create):
    glue = boto3.client("glue")
    for attempt in range(0 if create else 60):
        left = {job: alive(glue, job) for job in properties["Jobs"]}
        if not any(left.values()):
            break
        for job, runs in left.items():
            ids = [id for id, state in runs.items() if state != "STOPPING"][:25]
            if ids:
                glue.batch_stop_job_run(JobName=job, JobRunIds=ids)
        time.sleep(10)
    return {}


def emptied(properties, create):
    if not create:
        boto3.resource("s3").Bucket(properties["Bucket"]).objects.all().delete()
    return {}


def handler(event, context):
    properties = event["ResourceProperties"]
    kind = {"brokers": brokers, "watched": watched, "stopped": stopped, "emptied": emptied}[properties["Kind"]]
    try:
        data = kind(properties, event["RequestType"] != "Delete")
        cfnresponse.send(event, context, cfnresponse.SUCCESS, data, properties["Kind"])
    except Exception as failure:
        cfnresponse.send(
            event, context, cfnresponse.FAILED, {}, properties["Kind"], reason=str(failure)[:900])
