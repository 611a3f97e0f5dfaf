import { askEndpoints } from "../asks/doors/api.ts";
import { collectionEndpoints } from "../collections/doors/api.ts";
import { curatorEndpoints } from "../collections/doors/co-curators.api.ts";
import { draftEndpoints } from "../collections/doors/drafts.api.ts";
import { featuredEndpoints } from "../collections/doors/featured.api.ts";
import { hidingEndpoints } from "../collections/doors/hide.api.ts";
import { historyEndpoints as collectionHistoryEndpoints } from "../collections/doors/history.api.ts";
import { publicationEndpoints } from "../collections/doors/publication.api.ts";
import { claimEndpoints } from "../contributing/doors/claims.api.ts";
import type { Endpoint } from "../doorway/endpoint.ts";
import { erasureEndpoints } from "../erasing/doors/api.ts";
import { fileEndpoints } from "../files/doors/api.ts";
import { importEndpoints } from "../imports/doors/api.ts";
import { noticeEndpoints } from "../notices/doors/api.ts";
import { organizationEndpoints } from "../organizations/doors/api.ts";
import { peopleEndpoints } from "../people/doors/api.ts";
import { identityEndpoints } from "../people/doors/identities.api.ts";
import { keyEndpoints } from "../people/doors/keys.api.ts";
import { sessionEndpoints } from "../people/doors/sessions.api.ts";
import { staffEndpoints } from "../people/doors/staff.api.ts";
import { referenceEndpoints } from "../reference/doors/api.ts";
import { keepCurriculumEndpoint } from "../reference/doors/curricula.api.ts";
import { reportEndpoints } from "../reports/doors/api.ts";
import { resourceEndpoints } from "../resources/doors/api.ts";
import { historyEndpoints } from "../resources/doors/history.api.ts";
import { removalEndpoints } from "../resources/doors/removal.api.ts";
import { replacingEndpoints } from "../resources/doors/replace.api.ts";
import { offerEndpoints } from "../reviews/doors/offers.api.ts";
import { queueEndpoints } from "../reviews/doors/queue.api.ts";
import { ruleEndpoints } from "../reviews/doors/reach-rules.api.ts";
import { reviewEndpoints } from "../reviews/doors/reviews.api.ts";
import { searchEndpoints } from "../search/doors/api.ts";
import { exportEndpoints } from "../search/doors/download.api.ts";
import { standardsEndpoints } from "../standards/doors/api.ts";

/** Every operation of /api/v1, in the order of the reference. */
export const endpoints: Endpoint[] = [
  ...searchEndpoints,
  ...exportEndpoints,
  ...resourceEndpoints,
  ...replacingEndpoints,
  ...historyEndpoints,
  ...removalEndpoints,
  ...erasureEndpoints,
  ...fileEndpoints,
  ...claimEndpoints,
  ...offerEndpoints,
  ...reviewEndpoints,
  ...queueEndpoints,
  ...ruleEndpoints,
  ...collectionEndpoints,
  ...draftEndpoints,
  ...publicationEndpoints,
  ...hidingEndpoints,
  ...collectionHistoryEndpoints,
  ...curatorEndpoints,
  ...featuredEndpoints,
  ...standardsEndpoints,
  ...referenceEndpoints,
  keepCurriculumEndpoint,
  ...peopleEndpoints,
  ...sessionEndpoints,
  ...identityEndpoints,
  ...keyEndpoints,
  ...staffEndpoints,
  ...noticeEndpoints,
  ...reportEndpoints,
  ...askEndpoints,
  ...organizationEndpoints,
  ...importEndpoints,
];
