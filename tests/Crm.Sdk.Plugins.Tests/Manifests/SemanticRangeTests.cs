using Crm.Sdk.Plugins.Manifests;
using NuGet.Versioning;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Manifests;

public sealed class SemanticRangeTests
{
    [Theory]
    [InlineData("[1.2,2.0)", "1.2.0", true)]
    [InlineData("[1.2,2.0)", "1.99.5", true)]
    [InlineData("[1.2,2.0)", "1.1.9", false)]
    [InlineData("[1.2,2.0)", "2.0.0", false)]
    [InlineData("[1.2,2.0)", "2.0.0-beta.1", false)]
    [InlineData("[1.2,2.0)", "1.2.0-beta", false)]
    [InlineData("[1.2,2.0]", "2.0.0", true)]
    [InlineData("[1.2.3]", "1.2.3", true)]
    [InlineData("[1.2.3]", "1.2.4", false)]
    [InlineData("1.2", "7.0.0", true)]
    [InlineData("(,2.0)", "0.1.0", true)]
    public void A_range_holds_the_versions_that_its_author_means(string range, string version, bool expected) =>
        Assert.Equal(expected, SemanticRange.Parse(range).Contains(NuGetVersion.Parse(version)));

    [Theory]
    [InlineData("[2.0,1.0]")]
    [InlineData("(1.0,1.0)")]
    [InlineData("[1.0,1.0)")]
    public void A_range_without_versions_is_none(string range) => Assert.False(SemanticRange.TryParse(range, out _));
}
