using Crm.Sdk.Reports;
using Crm.Sdk.Tests.Classification.Runs;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Tests.Reports;

/// <summary>What a report shows is what the store holds.</summary>
public sealed class CustomerBaseReaderTests
{
    [Fact]
    public async Task Purchases_scores_and_current_labels_come_together()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        await crm.OrderAsync(await crm.CustomerAsync("big"), 150m);
        await crm.OrderAsync(await crm.CustomerAsync("small"), 30m);
        await crm.CustomerAsync("none");
        await crm.RunAsync();

        CustomerBase data = await ReadAsync(crm, ClassifierFixture.Summer);
        Assert.Equal((2, 2, Money.Of(180m, Usd)), (data.Purchases.Customers, data.Purchases.Orders, data.Purchases.Revenue));
        Assert.Equal(2, data.Rfm.Sum(cell => cell.Customers));
        Assert.Equal(180_00, data.Rfm.Sum(cell => cell.Spend.MinorUnits));
        DimensionComposition size = Assert.Single(data.Dimensions);
        Assert.Equal([new("big", 1, Money.Of(150m, Usd)), new("small", 1, Money.Of(30m, Usd)), new(LabelShare.NoLabel, 1, Money.Zero(Usd))], size.Labels);
        Assert.Equal(ClassifierFixture.Summer.Instant, data.LabelsAsOf);
    }

    [Fact]
    public async Task Before_a_run_there_is_no_composition()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        await crm.OrderAsync(await crm.CustomerAsync("one"), 10m);
        CustomerBase data = await ReadAsync(crm, ClassifierFixture.Summer);
        Assert.Empty(data.Dimensions);
        Assert.Null(data.LabelsAsOf);
    }

    [Fact]
    public async Task Purchases_after_the_as_of_instant_do_not_count_and_labels_of_another_instant_are_said_to_be_so()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        await crm.OrderAsync(await crm.CustomerAsync("one"), 10m); // on 1 May 2026
        await crm.RunAsync();
        CustomerBase data = await ReadAsync(crm, AsOf.Parse("2026-04-30", ClassifierFixture.Summer.Zone));
        Assert.Equal(0, data.Purchases.Orders);
        Page page = await Page.WriteAsync(CustomerBaseReport.Make(data, ReportLanguage.English));
        Assert.Contains("The labels are those of 30 June 2026.", page.Text, StringComparison.Ordinal);
    }

    private static Currency Usd => Currency.Usd;

    private static Task<CustomerBase> ReadAsync(ClassifierFixture crm, AsOf asOf) =>
        new CustomerBaseReader(crm.Classifier, crm.Labels, new FixedExtensions(new SpendRule())).ReadAsync(SessionFixture.Ada, asOf, CancellationToken.None);
}
