namespace Temadagar.Http;

/// <summary>For the description: how long each text of a list may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachMaxLengthAttribute(int length) : Attribute
{
    public int Length => length;
}
