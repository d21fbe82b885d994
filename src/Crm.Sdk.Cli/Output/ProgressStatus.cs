using Spectre.Console;

namespace Crm.Sdk.Cli.Output;

/// <summary>A line that says how far long work is: alive on a terminal, silent elsewhere.</summary>
internal static class ProgressStatus
{
    public static async Task<T> WithStatusAsync<T>(this IAnsiConsole console, string title, Func<Action<string>, Task<T>> work) =>
        console.Profile.Capabilities.Interactive
            ? await console.Status().StartAsync(Markup.Escape(title), context => work(text => context.Status(Markup.Escape(text)))).ConfigureAwait(false)
            : await work(static _ => { }).ConfigureAwait(false);
}
