#!/usr/bin/env bash
# Lets the event subscriptions of Linkline's triggers, which Eventarc makes, put what fails a hundred times into the dead-letter topic.
set -euo pipefail
project=${1:?the id of the project}
topic=${2:?the dead-letter topic}
number=${3:?the number of the project}
triggers='oninboundmessagecreated|onoutboundmessagecreated|oneventcreated|onusermappingcreated|onuserdeleted'

gcloud pubsub subscriptions list --project "$project" --filter "name~/eventarc-.*($triggers)" --format 'value(name)' |
  while read -r subscription; do
    gcloud pubsub subscriptions add-iam-policy-binding "$subscription" --project "$project" --role roles/pubsub.subscriber \
      --member "serviceAccount:service-$number@gcp-sa-pubsub.iam.gserviceaccount.com" > /dev/null < /dev/null
    gcloud pubsub subscriptions update "$subscription" --project "$project" --dead-letter-topic "$topic" \
      --max-delivery-attempts 100 < /dev/null
  done
