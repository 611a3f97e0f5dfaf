import { collectionEndpoints } from "./collections/api.ts";
import { draftEndpoints } from "./collections/drafts.api.ts";
import { featuredEndpoints } from "./collections/featured.api.ts";
import { hidingEndpoints } from "./collections/hiding.api.ts";
import { historyEndpoints as collectionHistoryEndpoints } from "./collections/history.api.ts";
import { curatorEndpoints } from "./collections/keepers.api.ts";
import { publicationEndpoints } from "./collections/publication.api.ts";
import { erasureEndpoints } from "./erasing/api.ts";
import { fileEndpoints } from "./files/api.ts";
import { importEndpoints } from "./imports/api.ts";
import { exportEndpoints } from "./imports/exports.api.ts";
import { noticeEndpoints } from "./notices/api.ts";
import { organizationEndpoints } from "./organizations/api.ts";
import { peopleEndpoints } from "./people/api.ts";
import { identityEndpoints } from "./people/identities.api.ts";
import { keyEndpoints } from "./people/keys.api.ts";
import { sessionEndpoints } from "./people/sessions.api.ts";
import { staffEndpoints } from "./people/staff.api.ts";
import { referenceEndpoints } from "./reference/api.ts";
import { keepCurriculumEndpoint } from "./reference/curricula.api.ts";
import { reportEndpoints } from "./reports/api.ts";
import { resourceEndpoints } from "./resources/api.ts";
import { historyEndpoints } from "./resources/history.api.ts";
import { removalEndpoints } from "./resources/removal.api.ts";
import { replacingEndpoints } from "./resources/replacing.api.ts";
import { searchEndpoints } from "./search/api.ts";
import { claimEndpoints } from "./share/claims.api.ts";
import { offerEndpoints } from "./sharing/offers.api.ts";
import { queueEndpoints } from "./sharing/queue.api.ts";
import { reviewEndpoints } from "./sharing/reviews.api.ts";
import { ruleEndpoints } from "./sharing/rules.api.ts";
import { standardsEndpoints } from "./standards/api.ts";
import type { Endpoint } from "./web/endpoint.ts";

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
  ...organizationEndpoints,
  ...importEndpoints,
];
