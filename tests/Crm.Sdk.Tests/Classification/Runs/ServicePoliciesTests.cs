using Crm.Sdk.Classification;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>Classes carry service policies with goals (CL-7), and settings can be tried on the past.</summary>
public sealed class ServicePoliciesTests
{
    private static readonly AsOf Earlier = AsOf.EndOf(new LocalDate(2026, 6, 1), DateTimeZone.Utc);

    [Fact]
    public async Task CL_7_of_several_policies_each_thing_holds_as_stated_by_the_one_that_comes_first()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId customer = await crm.CustomerAsync("one");
        await crm.OrderAsync(customer, 500m);
        await crm.RunAsync();
        await AddAsync(
            crm,
            ServicePolicy.For("size", "big") with { Precedence = 1, Priority = 80, ResponseMinutes = 30 },
            ServicePolicy.For("size", "small") with { Precedence = 9, Priority = 10 });
        EffectivePolicy policy = await Policies(crm).OfAsync(SessionFixture.Ada, customer, CancellationToken.None);

        Assert.Equal("big", Assert.Single(policy.Policies).Label);
        Assert.Equal([("policy.response-minutes", (ReasonArg)30), ("policy.priority", (ReasonArg)80)], policy.Statements.Select(static s => (s.Code, s.Value)));
    }

    [Fact]
    public async Task CL_7_the_attainment_of_a_goal_counts_who_had_the_label_then_and_what_became_of_them()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId rises = await crm.CustomerAsync("rises"), stays = await crm.CustomerAsync("stays");
        await crm.OrderAsync(rises, 10m);
        await crm.OrderAsync(stays, 10m);
        await crm.Classifier.RunAsync(SessionFixture.Ada, Earlier, null, null, CancellationToken.None);
        await crm.OrderAsync(rises, 500m);
        await crm.RunAsync();
        await AddAsync(crm, ServicePolicy.For("size", "small") with { Goal = ClassGoal.Raise }, ServicePolicy.For("size", "big") with { Goal = ClassGoal.Keep });

        Assert.Equal(
            [new GoalAttainment("size", "big", ClassGoal.Keep, 0, 0), new GoalAttainment("size", "small", ClassGoal.Raise, 2, 1)],
            await Policies(crm).AttainmentAsync(SessionFixture.Ada, Earlier.Instant, CancellationToken.None));
        Assert.Empty(await Policies(crm).AttainmentAsync(SessionFixture.Ada, Earlier.Instant - Duration.FromDays(1), CancellationToken.None));
    }

    [Fact]
    public async Task What_if_shows_who_moves_and_stores_nothing()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId big = await crm.CustomerAsync("big"), small = await crm.CustomerAsync("small");
        await crm.OrderAsync(big, 500m);
        await crm.OrderAsync(small, 10m);
        WhatIfResult result = await crm.Classifier.WhatIfAsync(SessionFixture.Ada, ClassifierFixture.Summer, new FixedExtensions(new EverybodyBig()), CancellationToken.None);

        Assert.Equal([new LabelMove("size", "big", "big", 1), new LabelMove("size", "small", "big", 1)], result.Matrix);
        Assert.Equal([new CustomerMove(small, "size", "small", "big")], result.Moves());
        Assert.Empty(await crm.Core.AllAsync<ClassificationRun>());
    }

    private static ServicePolicies Policies(ClassifierFixture crm) => new(crm.Core.Crm, crm.Core.Store, crm.Labels, new FixedExtensions(new SpendRule()));

    private static async Task AddAsync(ClassifierFixture crm, params ServicePolicy[] policies)
    {
        await using ICrmSession session = crm.Core.Crm.OpenSession(SessionFixture.Ada);
        foreach (ServicePolicy policy in policies)
        {
            session.Add(policy);
        }

        await session.CommitAsync(CancellationToken.None);
    }

    private sealed class EverybodyBig : IClassificationRule
    {
        private static readonly Verdict Big = "big";

        public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("tests.all-big", version: 1).Dimension("size").Labels("big").Reads();

        public Verdict Classify(in CustomerFacts facts, Explanation? why) => Big;
    }
}
