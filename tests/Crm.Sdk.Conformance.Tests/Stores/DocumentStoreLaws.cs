using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

public sealed class DocumentStoreLaws : StoreConformance<DocumentStoreFixture>;
