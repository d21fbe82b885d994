using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Recommendation;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Recommenders;

[Proves("crm.models", "association-rules")]
public sealed class RuleRecommenderLaws : RecommenderConformance<RuleRecommenderFixture>;

[Proves("crm.models", "similar-items")]
public sealed class SimilarItemsRecommenderLaws : RecommenderConformance<SimilarItemsRecommenderFixture>;

[Proves("crm.models", "up-sell")]
public sealed class UpSellRecommenderLaws : RecommenderConformance<UpSellRecommenderFixture>;

[Proves("crm.models", "repeat")]
public sealed class RepeatRecommenderLaws : RecommenderConformance<RepeatRecommenderFixture>;

public sealed class RuleRecommenderFixture : IRecommenderFixture
{
    public IRecommender Create() => new RuleRecommender(Options.Create(new RecommenderOptions()));
}

public sealed class SimilarItemsRecommenderFixture : IRecommenderFixture
{
    public IRecommender Create() => new SimilarItemsRecommender(Options.Create(new RecommenderOptions()));
}

public sealed class UpSellRecommenderFixture : IRecommenderFixture
{
    public IRecommender Create() => new UpSellRecommender(Options.Create(new RecommenderOptions { MinSteps = 1 }));
}

public sealed class RepeatRecommenderFixture : IRecommenderFixture
{
    public IRecommender Create() => new RepeatRecommender();
}
