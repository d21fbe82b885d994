using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

[Proves("crm.storage.postgresql", "postgresql")]
public sealed class PostgreSqlStoreLaws : StoreConformance<PostgreSqlStoreFixture>;
