using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

[Proves("crm.storage.sqlite", "sqlite")]
public sealed class SqliteStoreLaws : StoreConformance<SqliteStoreFixture>;
