using Crm.Sdk.Conformance.Tests.Stores;

namespace Crm.Sdk.Conformance.Tests.Import;

public sealed class PostgreSqlRoundTripLaws : RoundTripLaws<PostgreSqlStoreFixture>;
