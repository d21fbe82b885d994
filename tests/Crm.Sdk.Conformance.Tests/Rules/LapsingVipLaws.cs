using Acme.LapsingVip;
using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Xunit;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Rules;

[Proves("com.acme.lapsing-vip", "lapsing-vip")]
public sealed class LapsingVipLaws : RuleConformance<LapsingVipFixture>;

public sealed class LapsingVipFixture : IRuleFixture
{
    public IRule Create() => new LapsingVip(Options.Create(new LapsingVipOptions { Spend = 500 }));
}
