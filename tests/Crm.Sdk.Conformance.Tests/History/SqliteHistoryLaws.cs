using Crm.Sdk.Conformance.Tests.Stores;

namespace Crm.Sdk.Conformance.Tests.History;

public sealed class SqliteHistoryLaws : HistoryLaws<SqliteStoreFixture>;
