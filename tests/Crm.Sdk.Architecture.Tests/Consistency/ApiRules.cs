using Crm.Sdk.Architecture.Tests.Api;

namespace Crm.Sdk.Architecture.Tests.Consistency;

/// <summary>The rules that make one public surface of many hands; each answers what breaks it, as sentences.</summary>
internal static class ApiRules
{
    private const string Token = "CancellationToken";

    /// <summary>Methods that are asynchronous by another convention than a token in the last place, and why.</summary>
    private static readonly Dictionary<string, string> WithoutToken = new(StringComparer.Ordinal)
    {
        ["DisposeAsync"] = "IAsyncDisposable gives it no parameter",
        ["Law"] = "a test method of the conformance adapter, which xunit calls",
        ["GetAsyncEnumerator"] = "IAsyncEnumerable gives it an optional token",
    };

    private static readonly string[] Builders = ["ICrmBuilder", "IPluginBuilder"];

    public static IEnumerable<string> AsynchronousNames(IEnumerable<ApiType> types) =>
        from type in types
        from method in Methods(type)
        let asynchronous = IsAsynchronous(method)
        let named = method.Name.EndsWith("Async", StringComparison.Ordinal) || WithoutToken.ContainsKey(method.Name)
        where asynchronous != named
        select asynchronous ? $"{type.FullName}: {method.Text} is asynchronous and its name does not end in Async" : $"{type.FullName}: {method.Text} is named Async and answers {method.Type}";

    public static IEnumerable<string> CancellationTokens(IEnumerable<ApiType> types) =>
        from type in types
        from method in Methods(type)
        where IsAsynchronous(method) && !WithoutToken.ContainsKey(method.Name) && (method.Parameters.Count == 0 || method.Parameters[^1] != Token)
        select $"{type.FullName}: {method.Text} takes no CancellationToken in the last place";

    public static IEnumerable<string> TokensLast(IEnumerable<ApiType> types) =>
        from type in types
        from method in Methods(type)
        where method.Parameters.SkipLast(1).Contains(Token)
        select $"{type.FullName}: {method.Text} takes its CancellationToken before other parameters";

    public static IEnumerable<string> Sealing(IEnumerable<ApiType> types) =>
        from type in types
        where type.Kind == ApiTypeKind.Class && !type.IsSealed && !type.IsAbstract && !type.BaseType.EndsWith("Exception", StringComparison.Ordinal)
        select $"{type.FullName} is open to inheritance without being made for it: seal it, or make it abstract";

    public static IEnumerable<string> Fluency(IEnumerable<ApiType> types) =>
        from type in types
        from method in Methods(type)
        let builder = Builders.Contains(type.Name) ? type.Name : method.IsExtension && Builders.Contains(method.Parameters[0]) ? method.Parameters[0] : null
        where builder is not null && method.Type != builder
        select $"{type.FullName}: {method.Text} does not return the {builder} it was called on";

    public static IEnumerable<string> Namespaces(IEnumerable<ApiType> types, IReadOnlySet<string> listed) =>
        types.Where(type => !listed.Contains(type.Namespace)).GroupBy(type => type.Namespace, StringComparer.Ordinal)
            .Select(group => $"namespace {group.Key} is not listed; {string.Join(", ", group.Select(type => type.Name).Take(3))} of {group.First().Assembly} {(group.Count() == 1 ? "is" : "are")} in it");

    public static IEnumerable<string> VisibleFields(IEnumerable<ApiType> types) =>
        from type in types
        where type.Kind != ApiTypeKind.Enum
        from field in type.Members
        where field.Kind == ApiMemberKind.Field && !field.Text.Contains("const ", StringComparison.Ordinal) && !field.Text.Contains("static readonly ", StringComparison.Ordinal)
        select $"{type.FullName}: {field.Text} is a visible field; make it a property";

    private static IEnumerable<ApiMember> Methods(ApiType type) => type.Members.Where(member => member.Kind == ApiMemberKind.Method && !member.IsOverride);

    private static bool IsAsynchronous(ApiMember method) => method.Type.Split('<')[0] is "Task" or "ValueTask" or "IAsyncEnumerable";
}
