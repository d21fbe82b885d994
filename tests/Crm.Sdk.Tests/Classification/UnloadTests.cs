using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Crm.Sdk.Classification;
using Crm.Sdk.Rules.Retail;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>Results outlive the plugins that gave them: they must not keep a plugin's code in memory.</summary>
public sealed class UnloadTests
{
    [Fact]
    public async Task A_result_and_its_explanations_let_go_of_the_plugin()
    {
        OrderColumns columns = new MemoryOrders([], [.. Enumerable.Range(1, 50).Select(static n => ClassificationEngineTests.Order(n, 2020, 1, 1 + (n % 28), 100 * n))]).Build();
        (WeakReference context, ClassificationResult result, IReadOnlyList<RuleExplanation> explained) = await RunInContextAsync(columns);

        Assert.All(result.Rules, static rule => Assert.Null(rule.Stop));
        for (int attempt = 0; context.IsAlive && attempt < 100; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        Assert.False(context.IsAlive, "The plugin's load context is still in memory.");
        Assert.NotNull(result.Rules[0].LabelAt(0));
        Assert.NotEmpty(explained[0].Reasons);
        Assert.NotEmpty(result.Model.Cuts);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Context, ClassificationResult Result, IReadOnlyList<RuleExplanation> Explained)> RunInContextAsync(OrderColumns columns)
    {
        var context = new PluginContext();
        try
        {
            ClassificationInput input = new() { Columns = columns, AsOf = TestRules.EndOf(2020, 2, 1), Rules = Rules(context) };
            ClassificationResult first = await new ClassificationEngine().RunAsync(input, default);
            ClassificationResult next = await new ClassificationEngine().RunAsync(input with { Previous = first }, default);
            return (new WeakReference(context), next, await new ClassificationEngine().ExplainAsync(input, columns.CustomerAt(3), default));
        }
        finally
        {
            context.Unload();
        }
    }

    private static RuleRegistration[] Rules(PluginContext context)
    {
        Assembly plugin = context.LoadFromAssemblyPath(typeof(RfmRule).Assembly.Location);
        Type settings = plugin.GetType(typeof(RetailRulesOptions).FullName!)!;
        Assert.NotSame(typeof(RetailRulesOptions), settings);
        object options = Activator.CreateInstance(typeof(Microsoft.Extensions.Options.OptionsWrapper<>).MakeGenericType(settings), Activator.CreateInstance(settings))!;
        return
        [
            .. ((Type[])[typeof(RfmRule), typeof(ValueTierRule), typeof(ActivityRule)])
                .Select(type => new RuleRegistration((IRule)Activator.CreateInstance(plugin.GetType(type.FullName!)!, options)!)),
        ];
    }

    private sealed class PluginContext() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => null; // everything else is shared with the host
    }
}
