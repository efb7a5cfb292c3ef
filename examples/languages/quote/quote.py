"""What it costs to send a parcel."""

import json

CENTS_PER_KG = {"DE": 90, "FR": 140, "US": 310}
BASE_CENTS = 350


def handler(event, context):
    parcel = json.loads(event["body"])
    rate = CENTS_PER_KG.get(parcel.get("country"))
    weight = parcel.get("kg")
    if rate is None or not isinstance(weight, (int, float)) or not 0 < weight <= 30:
        return response(400, {"message": "country is one of DE, FR, US; kg is above 0, at most 30"})
    print("quote", context.aws_request_id, parcel["country"], weight)
    return response(200, {"cents": round(BASE_CENTS + rate * weight)})


def response(status, body):
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body),
    }
