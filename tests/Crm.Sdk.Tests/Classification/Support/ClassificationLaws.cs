using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>What holds for every set of rules.</summary>
internal static class ClassificationLaws
{
    public static readonly Gen<ClassificationEngine> Engines =
        from batch in Gen.Choose(1, 12)
        from threads in Gen.Choose(1, 3)
        select new ClassificationEngine(new ClassificationEngineOptions { BatchSize = batch, Threads = threads });

    /// <summary>CL-4: answers do not depend on the order of customers and events, the batch size or the number of threads.</summary>
    public static Task IndependentOfOrderAsync(IReadOnlyList<RuleRegistration> rules, IReadOnlyList<FactSourceRegistration> sources) => Law.HoldsAsync(
        (from events in Populations.Histories.Generator
         from asOf in Populations.Moments
         from seed in Gen.Choose(0, int.MaxValue)
         from one in Engines
         from other in Engines
         select (events, asOf, seed, one, other)).ToArbitrary(),
        async test =>
        {
            OrderColumns columns = Populations.Of(test.events).Build();
            OrderColumns shuffled = new MemoryOrders(Populations.Shuffled(Populations.Customers, test.seed), Populations.Shuffled(test.events, test.seed)).Build();
            ClassificationResult first = await test.one.RunAsync(new() { Columns = columns, AsOf = test.asOf, Rules = rules, Sources = sources }, default);
            ClassificationResult second = await test.other.RunAsync(new() { Columns = shuffled, AsOf = test.asOf, Rules = rules, Sources = sources }, default);
            AssertSameAnswers(first, second);
            Assert.Equal(first.Model, second.Model);
        });

    /// <summary>CL-5: a chain of incremental runs, over days on which some customers order and others do not, gives the answers of full runs.</summary>
    public static Task IncrementalEqualsFullAsync(IReadOnlyList<RuleRegistration> rules, IReadOnlyList<FactSourceRegistration> sources) => Law.HoldsAsync(
        (from events in Populations.Histories.Generator
         from start in Gen.Choose(0, 500)
         from steps in
             (from more in Populations.FewEvents.Generator
              from days in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Constant(1)), (3, Gen.Choose(0, 60)))
              select (more, days)).ArrayOf(4)
         from engine in Engines
         from zone in Gen.Elements(Populations.Zones.AsEnumerable())
         select (events, start, steps, engine, zone)).ToArbitrary(),
        async test =>
        {
            CustomerEntry[] first = [.. Populations.Customers.Take(7)];
            OrderEvent[] events = [.. test.events.Where(e => first.Any(customer => customer.Id == e.Customer))];
            LocalDate date = new LocalDate(2010, 11, 1).PlusDays(test.start);
            OrderColumns columns = new MemoryOrders(first, events).Build();
            ClassificationResult result = await RunAsync(columns, null);
            foreach ((OrderEvent[] more, int days) in test.steps)
            {
                events = [.. events, .. more];
                date = date.PlusDays(days);
                CustomerId[] changed = [.. more.Select(static e => e.Customer)];
                columns = columns.With(await OrderColumnsBuilder.BuildAsync(new MemoryOrders(Populations.Customers, events), changed, default));
                result = await RunAsync(columns, result);

                OrderColumns rebuilt = new MemoryOrders(Populations.Customers.Where(c => columns.TryFind(c.Id, out _)), events).Build();
                AssertSameAnswers(await RunAsync(rebuilt, null), result);
            }

            Task<ClassificationResult> RunAsync(OrderColumns of, ClassificationResult? previous) => test.engine.RunAsync(
                new() { Columns = of, AsOf = AsOf.EndOf(date, test.zone), Rules = rules, Sources = sources, Previous = previous }, default);
        });

    /// <summary>The answer with reasons is the answer without.</summary>
    public static Task ExplainedEqualsClassifiedAsync(
        IReadOnlyList<RuleRegistration> rules, IReadOnlyList<FactSourceRegistration> sources, Action<RuleExplanation>? each = null) => Law.HoldsAsync(
        (from events in Populations.Histories.Generator
         from asOf in Populations.Moments
         from engine in Engines
         from withModel in Gen.Elements(true, false)
         select (events, asOf, engine, withModel)).ToArbitrary(),
        async test =>
        {
            ClassificationInput input = new() { Columns = Populations.Of(test.events).Build(), AsOf = test.asOf, Rules = rules, Sources = sources };
            ClassificationResult result = await test.engine.RunAsync(input, default);
            for (int row = 0; row < input.Columns.Customers; row++)
            {
                IReadOnlyList<RuleExplanation> explained = await test.engine.ExplainAsync(
                    test.withModel ? input with { Model = result.Model } : input, input.Columns.CustomerAt(row), default);
                Assert.Equal(
                    result.Rules.Select(rule => (rule.LabelAt(row), rule.NoneCodeAt(row), rule.ScoreAt(row))),
                    explained.Select(static why => (why.Verdict.Label, why.Verdict.NoneCode, why.Verdict.Score)));
                foreach (RuleExplanation explanation in explained)
                {
                    each?.Invoke(explanation);
                }
            }
        },
        tests: 30);

    private static void AssertSameAnswers(ClassificationResult expected, ClassificationResult actual)
    {
        Assert.Equal(expected.Columns.Customers, actual.Columns.Customers);
        Assert.Equal(expected.Rules.Select(static rule => rule.Descriptor.Id), actual.Rules.Select(static rule => rule.Descriptor.Id));
        foreach ((RuleResult one, RuleResult other) in expected.Rules.Zip(actual.Rules))
        {
            Assert.Null(one.Stop);
            Assert.Null(other.Stop);
            for (int row = 0; row < one.Count; row++)
            {
                Assert.True(actual.Columns.TryFind(expected.Columns.CustomerAt(row), out int at));
                Assert.Equal(
                    (one.Descriptor.Id, one.LabelAt(row), one.NoneCodeAt(row), one.ScoreAt(row), one.RecheckAt(row)),
                    (other.Descriptor.Id, other.LabelAt(at), other.NoneCodeAt(at), other.ScoreAt(at), other.RecheckAt(at)));
            }
        }
    }
}
