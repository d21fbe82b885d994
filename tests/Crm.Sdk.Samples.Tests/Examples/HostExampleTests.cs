using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.TestSupport;
using Xunit;

namespace Crm.Sdk.Samples.Tests.Examples;

public sealed class HostExampleTests
{
    [Fact]
    public async Task The_host_of_the_documents_classifies_by_first_party_rules_and_by_a_vendors_rule_from_a_folder()
    {
        await using var folder = new TempFolder();
        (IReadOnlyList<LabelAssignment> labels, IReadOnlyList<RuleExplanation> why) = await new HostExample(folder.PathOf("crm.db")).RunAsync(CancellationToken.None);

        // Ada spent 750 USD, every ten days, and then nothing for 101 days.
        LabelAssignment retention = Assert.Single(labels, label => label.Dimension == "retention");
        Assert.Equal(("lapsing", "acme.lapsing-vip"), (retention.Label, retention.Rule));
        Assert.Contains(labels, label => label is { Dimension: "rfm-segment", Label: not null });
        RuleExplanation explained = Assert.Single(why, rule => rule.Descriptor.Id == "acme.lapsing-vip");
        Assert.Equal(["acme.spend(750.00 USD, 500.00 USD)", "acme.silence(101, 30)"], explained.Reasons.Select(reason => reason.ToString()));
    }
}
