using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Tests.Classification.Runs;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Tests.Value;
using Crm.Sdk.Value;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>Warnings of churn by rhythm and other signals (LC-2).</summary>
public sealed class ChurnTests(ITestOutputHelper output)
{
    private static readonly AsOf Now = AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZone.Utc);

    [Fact]
    public void LC_2_The_score_is_the_mean_of_the_known_risks_by_weight_worked_by_hand()
    {
        var facts = new ChurnFacts(default, 400, 90, new PurchaseRhythm(30, 10, IntervalSource.Own, 4)) { ProbabilityAlive = 0.25, Spend = Money.Of(20, "CNY"), SpendBefore = Money.Of(80, "CNY"), Complaints = 1 };

        ChurnWarning warning = new ChurnAssessor(new ChurnPolicy()).Assess(facts);

        // rhythm: 60 late ÷ (60 + 30, the least spread) = 2 ÷ 3; alive 0.75; spend 60 ÷ 80 = 0.75; complaints 1 ÷ 3; satisfaction is not known
        Assert.Equal(((0.4 * 2 / 3) + (0.2 * 0.75) + (0.15 * 0.75) + (0.1 / 3)) / 0.85, warning.Score!.Value, 1e-12);
        Assert.Equal(0.85, warning.Known, 1e-12);
        Assert.Equal(["churn.rhythm.own(90, 30)", "churn.alive(25)", "churn.spend(20.00 CNY, 80.00 CNY, 180)", "churn.complaints(1, 180)"], warning.Reasons.Select(static reason => reason.ToString()));
        Assert.True(warning.IsDue);
    }

    [Fact]
    public async Task LC_2_Purchases_contacts_and_answers_are_read_and_who_has_too_few_purchases_is_measured_by_the_others()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId steady = await crm.CustomerAsync("steady"), late = await crm.CustomerAsync("late"), once = await crm.CustomerAsync("once"), young = await crm.CustomerAsync("young");
        await BuyAsync(crm, steady, 370, 340, 310, 280, 250, 220, 190, 160, 130, 100, 70, 40, 10);
        await BuyAsync(crm, late, 400, 390, 380, 370, 200);
        await BuyAsync(crm, once, 150);
        await BuyAsync(crm, young, 89);
        await AddAsync(
            crm, Interaction.Of(late, InteractionTypes.Complaint, At(20)), Interaction.Of(late, InteractionTypes.Complaint, At(500)), Interaction.Of(steady, InteractionTypes.Call, At(5)),
            LoyaltyEvidence.Of(late, LoyaltyIndicators.Satisfaction, AnswerScales.Csat, 1, Now.Date.PlusDays(-30)), LoyaltyEvidence.Of(late, LoyaltyIndicators.Satisfaction, AnswerScales.Csat, 5, Now.Date.PlusDays(-60)));
        var warnings = new ChurnWarnings(
            crm.Core.Crm, crm.Core.Store, crm.Classifier, new CustomerValue(crm.Core.Crm, crm.Core.Store, crm.Classifier, crm.Core.Clock), new Sdk.Classification.LabelReader(crm.Core.Crm, crm.Core.Store),
            new ChurnSettings { BatchSize = 2, Policy = new ChurnPolicy { LeastOfGroup = 10 } });

        Dictionary<CustomerId, ChurnWarning> found = await warnings.ReadAsync(SessionFixture.Ada, Now, default).ToDictionaryAsync(static warning => warning.Facts.Customer);

        Assert.Equal((false, true, true, false), (found[steady].IsDue, found[late].IsDue, found[once].IsDue, found[young].IsDue));
        Assert.Equal((new PurchaseRhythm(30, 0, IntervalSource.Own, 12), 0), (found[steady].Facts.Rhythm, found[steady].Facts.Complaints));
        Assert.Equal((1, 0.0), (found[late].Facts.Complaints, found[late].Facts.Satisfaction));
        Assert.Equal((10.0, 200), (found[late].Facts.Rhythm.Days, found[late].Facts.SinceLast));
        Assert.Equal((30.0, IntervalSource.Base, 16L), (found[once].Facts.Rhythm.Days, found[once].Facts.Rhythm.From, found[once].Facts.Rhythm.Intervals));
        Assert.Null(found[once].Facts.Complaints);
        Assert.Null(found[young].Score);
        Assert.Equal("churn.too-young(89, 90)", Assert.Single(found[young].Reasons).ToString());
        Assert.All(found.Values, static warning => Assert.Null(warning.Facts.ProbabilityAlive));
    }

    [Fact]
    public async Task LC_2_A_fit_that_was_made_for_a_later_instant_is_not_asked()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        for (int i = 0; i < 60; i++)
        {
            await BuyAsync(crm, await crm.CustomerAsync($"c{i}"), [.. Enumerable.Range(0, 1 + (i % 6)).Select(k => 300 - (i % 20) - (k * (3 + (i % 7))))]);
        }

        var value = new CustomerValue(crm.Core.Crm, crm.Core.Store, crm.Classifier, crm.Core.Clock);
        await value.FitAsync(SessionFixture.Ada, new ValueFitRequest(ValueModelNames.BgNbd, Now), default);
        var warnings = new ChurnWarnings(crm.Core.Crm, crm.Core.Store, crm.Classifier, value, new Sdk.Classification.LabelReader(crm.Core.Crm, crm.Core.Store), new ChurnSettings());

        ChurnWarning[] now = await warnings.ReadAsync(SessionFixture.Ada, Now, default).ToArrayAsync(), before = await warnings.ReadAsync(SessionFixture.Ada, AsOf.At(At(1), DateTimeZone.Utc), default).ToArrayAsync();

        Assert.Equal(50, now.Count(static warning => warning.Facts.ProbabilityAlive is not null)); // of the ten who bought once BG/NBD tells nothing
        Assert.All(before, static warning => Assert.Null(warning.Facts.ProbabilityAlive));
    }

    [Fact]
    public void LC_2_On_CDNOW_the_score_at_the_end_of_calibration_tells_who_buys_no_more_in_the_holdout()
    {
        int[] after = Cdnow.Table.PurchasesAfter(Cdnow.Holdout);
        var fit = ModelFitting.ParetoNbd(Cdnow.Sample, new FitOptions());
        double rhythm = Auc(Scores(alive: null), after), both = Auc(Scores(fit.Model), after);
        double recency = Auc([.. Cdnow.All().Select(static customer => customer.Age - customer.Recency)], after), alive = Auc([.. Cdnow.All().Select(customer => 1 - fit.Model.ProbabilityAlive(customer))], after);
        output.WriteLine(FormattableString.Invariant(
            $"AUC on {after.Length} customers, {after.Count(static n => n == 0)} of whom buy no more: rhythm {rhythm:0.0000}, with P(alive) {both:0.0000}; days since the last purchase alone {recency:0.0000}, P(alive) alone {alive:0.0000}"));

        Assert.InRange(rhythm, 0.744, 0.745);
        Assert.InRange(both, 0.73, 0.76);
        Assert.InRange(recency, 0.771, 0.772); // who bought once is seldom late by the rhythm of others, and buys least: docs/lifecycle.md
    }

    /// <summary>The scores of all customers by an assessment without what only stores know.</summary>
    private static double[] Scores(IPurchaseModel? alive)
    {
        var policy = new ChurnPolicy();
        var behaviour = new ChurnBehaviour(policy, Cdnow.Table, fit: null);
        behaviour.Learn(Enumerable.Range(0, Cdnow.Table.Count), []);
        var assessor = new ChurnAssessor(policy);
        return
        [
            .. Enumerable.Range(0, Cdnow.Table.Count).Select(row => assessor.Assess(behaviour.FactsOf(row, null) with { ProbabilityAlive = alive?.ProbabilityAlive(Cdnow.Table.At(row, TimeUnit.Week)) }).Score ?? 0),
        ];
    }

    /// <summary>How often somebody who buys no more has the higher score than somebody who does, ties half: the area under the curve, by J. A. Hanley and B. J. McNeil, Radiology 143 (1982), 29–36.</summary>
    private static double Auc(double[] scores, int[] after)
    {
        double[] lost = [.. scores.Where((_, i) => after[i] == 0)], active = [.. scores.Where((_, i) => after[i] > 0)];
        return lost.Sum(one => active.Sum(other => one > other ? 1 : one == other ? 0.5 : 0)) / ((double)lost.Length * active.Length);
    }

    private static Instant At(int daysAgo) => Now.Date.PlusDays(-daysAgo).AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);

    private static Task BuyAsync(ClassifierFixture crm, CustomerId customer, params int[] daysAgo) =>
        AddAsync(crm, [.. daysAgo.Select(days => (object)Order.Place(customer, At(days), OrderLine.OfTotal(null, 1, Money.Of(10m, "USD"))))]);

    private static async Task AddAsync(ClassifierFixture crm, params object[] records)
    {
        await using ICrmSession session = crm.Core.Crm.OpenSession(SessionFixture.Ada);
        foreach (object record in records)
        {
            session.Add((dynamic)record);
        }

        await session.CommitAsync(default);
    }
}
