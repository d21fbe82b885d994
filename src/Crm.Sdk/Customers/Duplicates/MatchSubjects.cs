using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Two customers with what each rule compares of them.</summary>
internal readonly record struct MatchSubjects(object?[][] Left, int LeftAt, object?[][] Right, int RightAt)
{
    /// <summary>What a rule compares; false where one of them has nothing.</summary>
    public bool TryGet(int rule, [NotNullWhen(true)] out object? left, [NotNullWhen(true)] out object? right)
    {
        left = Left[rule][LeftAt];
        right = Right[rule][RightAt];
        return left is not null && right is not null;
    }
}
