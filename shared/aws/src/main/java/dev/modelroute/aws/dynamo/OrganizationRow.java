package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.OrgId;

/**
 * Where an organisation's row is. Apart from {@link IdentityRows}, whose schemas need the enhanced
 * client: functions that read no key do without it.
 */
final class OrganizationRow {
  static final String SETTINGS = "settings";
  private static final String SORT = "ORG";

  private OrganizationRow() {}

  static Row.Key key(OrgId id) {
    return new Row.Key("ORG#" + id, SORT);
  }
}
