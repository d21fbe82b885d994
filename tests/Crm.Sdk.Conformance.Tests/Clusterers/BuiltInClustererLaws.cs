using Crm.Sdk.Clustering;
using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.Conformance.Tests.Clusterers;

[Proves("crm.models", "k-means")]
public sealed class KMeansLaws : ClustererConformance<KMeansFixture>;

public sealed class KMeansFixture : IClustererFixture
{
    public IClusterer Create() => new KMeans();
}
