using Crm.Sdk.Credit;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Plugins.Tests.Infrastructure;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Running;

/// <summary>PL-1, CR-2, LO-1: what the SDK's contracts offer comes from a plugin's folder by its manifest, as an outsider builds it.</summary>
public sealed class SdkContributionsTests : IAsyncDisposable
{
    private const string Usings = """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Crm.Sdk;
        using Crm.Sdk.Credit;
        using Crm.Sdk.Loyalty;
        using Crm.Sdk.Plugins;
        using NodaTime;

        """;

    private const string Source = """
        public sealed class Paperless : IScoringIndicator
        {
            public AddedIndicator Declaration { get; } = new("capacity", new CreditIndicator("acme.paperless", 0.25, new ScoreCurve(IndicatorDirection.HigherIsBetter, new CurvePoint(0, 0), new CurvePoint(1, 100))));
            public ValueTask<IReadOnlyList<CreditEvidence>> MeasureAsync(IReadOnlyList<CreditInformation> customers, LocalDate asOf, CancellationToken cancellationToken) => new(new CreditEvidence[customers.Count]);
        }

        public sealed class Bureau : ICreditInformationProvider
        {
            public string Name => "acme.bureau";
            public ValueList<string> Indicators => ["net-worth"];
            public ValueTask<IReadOnlyList<ProvidedInformation>> FetchAsync(IReadOnlyList<CreditSubject> customers, LocalDate asOf, CancellationToken cancellationToken) => new(new List<ProvidedInformation>());
        }

        public sealed class Newest : IPointsUseOrder
        {
            public string Code => "acme.newest-first";
            public ValueTask RankAsync(PointsUseRequest request, CancellationToken cancellationToken)
            {
                for (int i = 0; i < request.Lots.Count; i++) request.Rank(i, -request.Lots[i].EarnedAt.ToUnixTimeTicks());
                return ValueTask.CompletedTask;
            }
        }

        public sealed class Entry : ICrmPlugin
        {
            public void Configure(IPluginBuilder plugin) => plugin.AddScoringIndicator<Paperless>().AddCreditInformationProvider<Bureau>().AddPointsUseOrder<Newest>();
        }
        """;

    private readonly PluginFixture _plugins = new() { Points = [CreditExtensionPoints.Indicator, CreditExtensionPoints.InformationProvider, PointsUseExtensionPoints.Order] };

    public ValueTask DisposeAsync() => _plugins.DisposeAsync();

    [Fact]
    public async Task PL_1_A_folder_brings_indicators_credit_information_and_an_order_of_use()
    {
        string folder = _plugins.Add("acme.finance", source: null, PluginFixture.Manifest(
            "acme.finance", contributions: ["scoring-indicator/paperless", "credit-information-provider/bureau", "points-use-order/newest"]));
        Compiler.Compile(Path.Combine(folder, PluginFixture.AssemblyOf("acme.finance")), Source, usings: Usings);

        PluginHost host = await _plugins.StartAsync();

        host.Is("acme.finance", PluginState.Active);
        Assert.Equal("acme.paperless", Assert.Single(host.All<IScoringIndicator>()).Instance.Declaration.Indicator.Code);
        Assert.Equal("acme.bureau", Assert.Single(host.All<ICreditInformationProvider>()).Instance.Name);
        Extension<IPointsUseOrder> order = Assert.Single(host.All<IPointsUseOrder>());
        Assert.Equal(("newest", "acme.newest-first", "acme.finance"), (order.Name, order.Instance.Code, order.Owner.Value));
        Assert.NotEqual(typeof(SdkContributionsTests).Assembly, order.Instance.GetType().Assembly);
    }
}
