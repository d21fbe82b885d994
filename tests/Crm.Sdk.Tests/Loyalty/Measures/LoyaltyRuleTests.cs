using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Labels;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Rules.Loyalty;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Assessments of loyalty as labels, so that segments, care and events can ask for them (LO-5, CL-1).</summary>
public sealed class LoyaltyRuleTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme") with { Key = "acme" }, Beta = Customer.Enterprise("Beta") with { Key = "beta" }, Mute = Customer.Enterprise("Mute") with { Key = "mute" };

    [Fact]
    public async Task LO_5_Type_and_cell_of_the_last_assessment_up_to_the_day_are_labels()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(
            [Acme, Beta, Mute, Kept(Acme, -400, "latent", "latent", 10), Kept(Acme, -1, "trust", "true", 80), Kept(Acme, 30, "benefit", "spurious", 40), Kept(Beta, 0, null, null, null)]);
        Classifier classifier = ClassifierOf(desk);

        await RunAsync(classifier, 0);
        Assert.Equal((string?[])["trust", "crm.loyalty.no-type", "crm.loyalty.not-assessed"], await LabelsAsync(desk, "loyalty-type"));
        Assert.Equal((string?[])["true", "crm.loyalty.axis-unknown", "crm.loyalty.not-assessed"], await LabelsAsync(desk, "loyalty-matrix"));

        await RunAsync(classifier, 31); // the assessment for a later day comes to count by time alone
        Assert.Equal((string?[])["benefit", "crm.loyalty.no-type", "crm.loyalty.not-assessed"], await LabelsAsync(desk, "loyalty-type"));

        await desk.AddAsync(Kept(Mute, 31, "kinship", "none", null)); // in a run that goes on
        await RunAsync(classifier, 31);
        Assert.Equal((string?[])["benefit", "crm.loyalty.no-type", "kinship"], await LabelsAsync(desk, "loyalty-type"));
        Assert.Equal((string?[])["spurious", "crm.loyalty.axis-unknown", "none"], await LabelsAsync(desk, "loyalty-matrix"));
    }

    [Fact]
    public void LO_5_The_rules_say_why_in_both_languages_and_name_all_their_labels()
    {
        var facts = new FactTable(
            1, Currency.Cny, FactColumn.Of(LoyaltyFacts.Type, [FactColumn.NumberOf(Category.Of("trust"))]), FactColumn.Of(LoyaltyFacts.Cell, [FactColumn.NumberOf(Category.Of("true"))]), FactColumn.Of(LoyaltyFacts.Index, [81.5]),
            FactColumn.Of(LoyaltyFacts.Confidence, [0.62]), FactColumn.Of(LoyaltyFacts.Attitude, [0.9]), FactColumn.Of(LoyaltyFacts.Behaviour, [0.7]));
        Explanation type = new(), cell = new();
        CustomerFacts row = facts[0];
        Verdict verdict = new LoyaltyTypeRule().Classify(in row, type);

        Assert.Equal(("trust", 81.5f, "true"), (verdict.Label, verdict.Score, new LoyaltyMatrixRule().Classify(in row, cell).Label));
        var texts = new ClassificationTexts(new FixedExtensions(new LoyaltyRuleTexts()));
        Assert.Equal(
            ["62 % of what tells of loyalty is known.", "The loyalty index is 81.5 of 100.", "Attitude 90 %, repeat buying 70 %."],
            type.Reasons.Concat(cell.Reasons).Select(reason => texts.Of(reason, CultureInfo.GetCultureInfo("en-GB"))));
        Assert.Equal("信赖忠诚", texts.OfLabel("loyalty-type", "trust", CultureInfo.GetCultureInfo("zh-CN")));
        foreach (RuleDescriptor rule in (RuleDescriptor[])[new LoyaltyTypeRule().Descriptor, new LoyaltyMatrixRule().Descriptor])
        {
            Assert.All(rule.Labels, label => Assert.NotEqual(label, texts.OfLabel(rule.Dimension, label, CultureInfo.GetCultureInfo("zh-CN"))));
        }
    }

    private static Classifier ClassifierOf(LoyaltyDesk desk) => new(
        desk.Core.Crm, desk.Core.Store, new FixedExtensions(new LoyaltyTypeRule(), new LoyaltyMatrixRule()), new ClassificationEngine(), new ClassifierSettings { ReportingCurrency = "CNY" }, desk.Core.Clock, TimeProvider.System);

    private static Task<ClassificationReport> RunAsync(Classifier classifier, int daysAhead) =>
        classifier.RunAsync(SessionFixture.Ada, AsOf.EndOf(LoyaltyDraws.Day.PlusDays(daysAhead), DateTimeZone.Utc), null, null, CancellationToken.None);

    private static async Task<string?[]> LabelsAsync(LoyaltyDesk desk, string dimension)
    {
        var labels = new Dictionary<CustomerId, string?>();
        await foreach (LabelAssignment label in new LabelReader(desk.Core.Crm, desk.Core.Store).OfDimensionAsync(SessionFixture.Ada, dimension, CancellationToken.None))
        {
            labels.Add(label.Customer, label.Label ?? label.NoneCode);
        }

        return [labels[Acme.Id], labels[Beta.Id], labels[Mute.Id]];
    }

    private static LoyaltyAssessmentRecord Kept(Customer customer, int daysAhead, string? type, string? cell, int? index) => new()
    {
        Id = LoyaltyAssessmentId.New(), Customer = customer.Id, Policy = "p", PolicyVersion = 1, AsOf = LoyaltyDraws.Day.PlusDays(daysAhead), IndexMillionths = index * 1_000_000L, ConfidenceMillionths = 500_000,
        AttitudeMillionths = cell is null ? null : 500_000, BehaviourMillionths = cell is null ? null : 500_000, Type = type, Cell = cell, Input = "{}",
    };
}
