using System.Reflection;

namespace Crm.Sdk.Plugins;

/// <summary>An exception of a plugin in words, so that the exception itself, which holds on to the plugin's code, can go.</summary>
internal static class ExceptionText
{
    /// <summary>The greatest length of a message that is kept.</summary>
    private const int MaxLength = 1000;

    /// <summary>Type and message of what is at the bottom of it.</summary>
    public static string Describe(Exception e)
    {
        (string type, string message) = Split(e);
        return $"{type}: {message}";
    }

    /// <inheritdoc cref="Describe"/>
    public static (string Type, string Message) Split(Exception e)
    {
        while (e.InnerException is { } inner && IsWrapping(e, inner))
        {
            e = inner;
        }

        return (e.GetType().FullName ?? e.GetType().Name, Cut(e.Message));
    }

    /// <summary>A message cut to a length that can be kept and read.</summary>
    public static string Cut(string message) => message.Length <= MaxLength ? message : $"{message.AsSpan(0, MaxLength)}…";

    private static bool IsWrapping(Exception e, Exception inner) => e switch
    {
        TargetInvocationException or AggregateException or TypeInitializationException => true,
        // The runtime wraps what a load context says of a missing assembly.
        FileNotFoundException or FileLoadException => inner is FileNotFoundException,
        _ => false,
    };
}
