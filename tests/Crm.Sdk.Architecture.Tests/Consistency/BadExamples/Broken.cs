#pragma warning disable CA1051, CA1068, CA1815, CA1822, CA1040, CA1032, CA1064 // each type below breaks a rule on purpose
namespace Crm.Sdk.Architecture.Tests.Consistency.BadExamples;

public class Open
{
    public int Count;

    public Task FetchLater() => Task.CompletedTask;

    public ValueTask<int> FetchAsync(CancellationToken cancellationToken, int number) => new(number);

    public void NothingAsync()
    {
    }
}

public interface IPluginBuilder
{
    void Add();

    IPluginBuilder AddMore();
}

public static class PluginBuilderExtensions
{
    public static int UseNothing(this IPluginBuilder builder) => 0;

    public static IPluginBuilder UseMuch(this IPluginBuilder builder) => builder;
}

public class FineException : Exception;
