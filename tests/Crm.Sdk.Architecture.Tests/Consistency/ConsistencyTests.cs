using Crm.Sdk.Architecture.Tests.Api;
using Xunit;

namespace Crm.Sdk.Architecture.Tests.Consistency;

public sealed class ConsistencyTests
{
    [Fact]
    public void Asynchronous_methods_and_only_they_end_in_Async() => Rule.Holds(ApiRules.AsynchronousNames(PublicApi.Types));

    [Fact]
    public void Asynchronous_methods_take_a_cancellation_token_last()
    {
        Rule.Holds(ApiRules.CancellationTokens(PublicApi.Types));
        Rule.Holds(ApiRules.TokensLast(PublicApi.Types));
    }

    [Fact]
    public void Classes_are_sealed_or_abstract() => Rule.Holds(ApiRules.Sealing(PublicApi.Types));

    [Fact]
    public void Methods_of_builders_return_the_builder() => Rule.Holds(ApiRules.Fluency(PublicApi.Types));

    [Fact]
    public void Public_namespaces_are_the_listed_ones() => Rule.Holds(ApiRules.Namespaces(PublicApi.Types, PublicNamespaces.Listed));

    [Fact]
    public void No_field_is_visible() => Rule.Holds(ApiRules.VisibleFields(PublicApi.Types));

    [Fact]
    public void What_breaks_a_rule_is_found()
    {
        using var assembly = AssemblyMetadata.Open(typeof(ConsistencyTests).Assembly.Location);
        ApiType[] types = [.. ApiReader.Read(assembly).Where(type => type.Namespace == typeof(BadExamples.Open).Namespace)];

        Assert.Equal(2, ApiRules.AsynchronousNames(types).Count()); // FetchLater and NothingAsync
        Assert.Equal(2, ApiRules.CancellationTokens(types).Count()); // FetchLater and FetchAsync
        Assert.Contains("FetchAsync", Assert.Single(ApiRules.TokensLast(types)), StringComparison.Ordinal);
        Assert.Contains("Open is open", Assert.Single(ApiRules.Sealing(types)), StringComparison.Ordinal);
        Assert.Equal(2, ApiRules.Fluency(types).Count()); // the interface's Add and the extension UseNothing
        Assert.Contains("BadExamples is not listed", Assert.Single(ApiRules.Namespaces(types, PublicNamespaces.Listed)), StringComparison.Ordinal);
        Assert.Contains("Count", Assert.Single(ApiRules.VisibleFields(types)), StringComparison.Ordinal);
    }
}
