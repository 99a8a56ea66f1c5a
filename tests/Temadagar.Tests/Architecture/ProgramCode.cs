using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Temadagar.Tests.Architecture;

/// <summary>What the built program names and calls, read from its code: no way of writing the source escapes that.</summary>
internal static class ProgramCode
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> OpCodeOf = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (ushort)code.Value);

    private static readonly Type[] Types = typeof(Program).Assembly.GetTypes();

    /// <summary>Every call, with the type that was written in the source (a state machine's or a lambda's is the one around it).</summary>
    public static IReadOnlyList<(Type From, MethodBase Called)> Calls { get; } =
        [.. Types.SelectMany(type => Members(type).OfType<MethodBase>().Select(member => (From: Written(type), Called: member)))];

    /// <summary>Which of the program's types names which: as base, field, parameter, result, attribute, variable, or in an instruction.</summary>
    public static IReadOnlySet<(Type From, Type To)> Mentions { get; } = Types
        .SelectMany(type => Named(type).SelectMany(Parts).Where(part => part.Assembly == type.Assembly).Select(part => (Written(type), Written(part))))
        .ToHashSet();

    private static IEnumerable<Type?> Named(Type type) =>
    [
        type.BaseType,
        .. type.GetInterfaces(),
        .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        .. type.GetFields(Own).Select(field => field.FieldType),
        .. Methods(type).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType),
        .. Methods(type).Select(method => (method as MethodInfo)?.ReturnType),
        .. Methods(type).SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(variable => variable.LocalType),
        .. Members(type).SelectMany(Named),
    ];

    private static IEnumerable<Type?> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetGenericArguments()],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        { IsGenericParameter: true } => [],
        _ => [type, .. type.GetGenericArguments().SelectMany(Parts)],
    };

    private static Type Written(Type type) => type.DeclaringType is { } outer ? Written(outer) : type;

    private static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(Own), .. type.GetConstructors(Own)];

    private static IEnumerable<MemberInfo> Members(Type type) => Methods(type).SelectMany(method =>
        Tokens(method.GetMethodBody()?.GetILAsByteArray() ?? []).Select(token =>
            type.Module.ResolveMember(token, type.GetGenericArguments(), method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : null)!));

    // The instructions' members, in order (ECMA-335, III.1.2); everything else is passed over by its length.
    private static List<int> Tokens(byte[] code)
    {
        var tokens = new List<int>();
        for (var at = 0; at < code.Length;)
        {
            var operation = OpCodeOf[code[at] == 0xFE ? BinaryPrimitives.ReadUInt16BigEndian(code.AsSpan(at)) : code[at]];
            at += operation.Size;
            var number = operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSwitch
                ? BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))
                : 0;
            if (number != 0 && operation.OperandType != OperandType.InlineSwitch)
            {
                tokens.Add(number);
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * number),
                _ => 4,
            };
        }

        return tokens;
    }
}
