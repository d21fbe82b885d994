using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

public sealed class PostgreSqlStoreLaws : StoreConformance<PostgreSqlStoreFixture>;
