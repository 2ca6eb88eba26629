#include <array>
#include <initializer_list>

#include "server/option_tools.hpp"

namespace tamizdat::server {
namespace {

/// What a shell shows beside an option: the first sentence, without what shells would take for more than
/// text.
std::string in_short(const std::string& help) {
  std::string text;
  for (const char c : help.substr(0, std::min(help.find(". "), help.find(" [")))) {
    if (c == '\'' || c == '"' || c == '`') continue;
    text += c == ':' || c == '[' || c == ']' || c == '\\' || c == '$' ? ' ' : c;
  }
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

bool is_folder(const ShellOption& option) {
  return option.value == "FOLDER";
}

bool is_file(const ShellOption& option) {
  return option.value == "FILE" || option.value == "PATH";
}

std::string names_of(const std::vector<ShellCommand>& commands, const char* separator) {
  std::string text;
  for (const ShellCommand& command : commands) text += (text.empty() ? "" : separator) + command.name;
  return text;
}

// --- bash -------------------------------------------------------------------------------------------------

std::string bash_value(const ShellCommand& command, const ShellOption& option) {
  std::string line = "    " + command.name + ":--" + option.name + ") ";
  if (!option.choices.empty())
    return line + "COMPREPLY=($(compgen -W '" + joined(option.choices) + "' -- \"$word\")); return ;;\n";
  if (is_folder(option))
    return line + "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n";
  if (is_file(option))
    return line + "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
  return line + "return ;;\n";
}

std::string bash_command(const ShellCommand& command) {
  std::string options;
  for (const ShellOption& option : command.options) options += " --" + option.name;
  std::string text = "    " + command.name + ")\n      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '" +
                     options.substr(options.empty() ? 0 : 1) + "' -- \"$word\"))\n";
  if (command.choices.empty()) {
    text += "      else compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\")); fi ;;\n";
  } else {
    text += "      else COMPREPLY=($(compgen -W '" + joined(command.choices) + "' -- \"$word\")); fi ;;\n";
  }
  return text;
}

std::string bash(const std::vector<ShellCommand>& commands) {
  std::string text =
      "# bash completion for tamizdat\n"
      "_tamizdat() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= one\n"
      "  COMPREPLY=()\n"
      "  for one in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case $one in " +
      names_of(commands, "|") +
      ") command=$one; break ;; esac\n"
      "  done\n"
      "  case $command:$before in\n";
  for (const ShellCommand& command : commands) {
    for (const ShellOption& option : command.options) {
      if (!option.value.empty()) text += bash_value(command, option);
    }
  }
  text += "  esac\n  case $command in\n";
  for (const ShellCommand& command : commands) text += bash_command(command);
  text += "    *) COMPREPLY=($(compgen -W '" + names_of(commands, " ") +
          " --help --version --config' -- \"$word\")) ;;\n  esac\n}\ncomplete -F _tamizdat tamizdat\n";
  return text;
}

// --- zsh --------------------------------------------------------------------------------------------------

std::string zsh_option(const ShellOption& option) {
  std::string text = "'--" + option.name + "[" + in_short(option.help) + "]";
  if (!option.value.empty()) text += ":" + option.value + ":";
  if (!option.choices.empty())
    text += "(" + joined(option.choices) + ")";
  else if (is_folder(option))
    text += "_files -/";
  else if (is_file(option))
    text += "_files";
  return text + "'";
}

std::string zsh(const std::vector<ShellCommand>& commands) {
  std::string text = "#compdef tamizdat\n_tamizdat() {\n  local -a commands\n  commands=(\n";
  for (const ShellCommand& command : commands)
    text += "    '" + command.name + ":" + in_short(command.help) + "'\n";
  text +=
      "  )\n"
      "  _arguments -C '--help[what there is]' '--version[which version this is]' '1: :->command' '*:: "
      ":->rest'\n"
      "  case $state in\n"
      "    command) _describe command commands ;;\n"
      "    rest) case $words[1] in\n";
  for (const ShellCommand& command : commands) {
    text += "      " + command.name + ") _arguments";
    for (const ShellOption& option : command.options) text += " \\\n        " + zsh_option(option);
    text += command.choices.empty() ? " \\\n        '*:file:_files' ;;\n"
                                    : " \\\n        '*:word:(" + joined(command.choices) + ")' ;;\n";
  }
  return text + "    esac ;;\n  esac\n}\n_tamizdat \"$@\"\n";
}

// --- fish -------------------------------------------------------------------------------------------------

std::string fish_option(const ShellCommand& command, const ShellOption& option) {
  std::string text =
      "complete -c tamizdat -n '__fish_seen_subcommand_from " + command.name + "' -l " + option.name;
  if (!option.choices.empty())
    text += " -x -a '" + joined(option.choices) + "'";
  else if (is_folder(option))
    text += " -x -a '(__fish_complete_directories)'";
  else if (is_file(option))
    text += " -r";
  else if (!option.value.empty())
    text += " -x";
  return text + " -d '" + in_short(option.help) + "'\n";
}

std::string fish(const std::vector<ShellCommand>& commands) {
  std::string text = "# fish completion for tamizdat\n";
  for (const ShellCommand& command : commands) {
    text += "complete -c tamizdat -n __fish_use_subcommand -x -a " + command.name + " -d '" +
            in_short(command.help) + "'\n";
    if (!command.choices.empty())
      text += "complete -c tamizdat -n '__fish_seen_subcommand_from " + command.name + "' -x -a '" +
              joined(command.choices) + "'\n";
    for (const ShellOption& option : command.options) text += fish_option(command, option);
  }
  return text;
}

}  // namespace

std::string completion_script(std::string_view shell, const std::vector<ShellCommand>& commands) {
  if (shell == "bash") return bash(commands);
  if (shell == "zsh") return zsh(commands);
  if (shell == "fish") return fish(commands);
  return {};
}

}  // namespace tamizdat::server
