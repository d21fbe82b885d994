namespace Crm.Sdk.Conformance.Tests.History;

public sealed class IndexedOnlyHistoryLaws : HistoryLaws<IndexedOnlyStoreFixture>;
