using Crm.Sdk.Conformance.Tests.Stores;

namespace Crm.Sdk.Conformance.Tests.Merging;

public sealed class InMemoryLivingArchiveLaws : LivingArchiveLaws<InMemoryStoreFixture>;
