using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Stores;

[Proves("acme.storage.documents", "documents")]
public sealed class DocumentStoreLaws : StoreConformance<DocumentStoreFixture>;
